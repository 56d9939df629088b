namespace GpuPassthrough.Vfio;

/// <summary>How functions are to be stubbed.</summary>
public enum VfioStubMethod
{
    /// <summary>By hardware ID where that matches no function that was not selected, with the board's IDs where these tell the cards apart, else by address.</summary>
    Auto,

    /// <summary>By hardware ID, whatever else has it (guard SharedId).</summary>
    Id,

    /// <summary>By address.</summary>
    Address,
}
