namespace GpuPassthrough.Firmware;

/// <summary>One thing that is wrong with a ROM, or worth knowing about it.</summary>
public sealed class GpuRomProblem
{
    internal GpuRomProblem(GpuRomGrade grade, string id, int? image, params object?[] arguments)
    {
        Grade = grade;
        Id = id;
        Image = image;
        Message = Messages.Format(id, arguments);
    }

    /// <summary>How bad it is.</summary>
    public GpuRomGrade Grade { get; }

    /// <summary>Its name, the same in every release and language.</summary>
    public string Id { get; }

    /// <summary>The number of the image it is about, from 0; null when it is about the whole.</summary>
    public int? Image { get; }

    /// <summary>What it is, in plain words.</summary>
    public string Message { get; }

    /// <inheritdoc />
    public override string ToString() => $"{Grade}: {Message}";
}
