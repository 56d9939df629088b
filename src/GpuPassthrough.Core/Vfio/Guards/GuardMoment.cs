namespace GpuPassthrough.Vfio.Guards;

/// <summary>When the functions are taken away from the host.</summary>
internal enum GuardMoment
{
    /// <summary>At the next start: what uses them now is gone by then, except a guest that has them.</summary>
    Boot,

    /// <summary>Now, under the hands of whoever uses them.</summary>
    Now,
}
