using System.Text.Json;
using Xunit;

namespace GpuPassthrough.Tests.Runner;

/// <summary>System.Text.Json's reader is the judge of what gpupt writes.</summary>
public sealed class JsonTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("$a = 1")]
    [InlineData("Get-Command No-Such -ErrorAction Ignore")]
    public void Nothing_is_an_empty_array(string command) => Assert.Equal(0, Run(command).GetArrayLength());

    [Theory]
    [InlineData("42", "42")]
    [InlineData("18446744073709551615", "[ulong]::MaxValue")]
    [InlineData("1.5", "1.5")]
    [InlineData("true", "$true")]
    [InlineData("null", "$null")]
    [InlineData("\"a\\\"b\"", "'a\"b'")]
    [InlineData("\"Friday\"", "[DayOfWeek]::Friday")]
    [InlineData("\"2020-01-02T03:04:05Z\"", "[datetime]::new(2020, 1, 2, 3, 4, 5, [DateTimeKind]::Utc)")]
    [InlineData("\"AQL/\"", ", [byte[]](1, 2, 255)")]
    [InlineData("\"1.2.3\"", "[version]'1.2.3'")]
    [InlineData("\"10.0.0.1\"", "[ipaddress]'10.0.0.1'")]
    [InlineData("\"NaN\"", "[double]::NaN")]
    [InlineData("[1,[2,3]]", ", (1, (2, 3))")]
    [InlineData("{\"a\":{\"b\":[1,{\"c\":null}]}}", "[pscustomobject]@{ a = @{ b = 1, @{ c = $null } } }")]
    public void Values_keep_their_kind(string expected, string command) =>
        Assert.Equal(expected, JsonSerializer.Serialize(Run(command)[0], Relaxed));

    [Fact]
    public void An_object_has_all_its_properties_those_of_the_type_system_too()
    {
        var file = Run("[IO.FileInfo]::new('/etc/passwd')")[0];

        Assert.Equal("passwd", file.GetProperty("Name").GetString());
        Assert.Equal(new FileInfo("/etc/passwd").Length, file.GetProperty("Length").GetInt64());
        Assert.Equal("passwd", file.GetProperty("BaseName").GetString());
        Assert.Equal("/etc", file.GetProperty("Directory").GetString());
    }

    [Fact]
    public void A_cycle_is_cut()
    {
        var node = Run("$a = [pscustomobject]@{ Name = 'a'; Self = $null }; $a.Self = $a; $a")[0];

        Assert.Equal("a", node.GetProperty("Name").GetString());
        Assert.Equal(JsonValueKind.String, node.GetProperty("Self").ValueKind);
    }

    [Fact]
    public void Depth_has_an_end()
    {
        var value = Run("$a = 'core'; foreach ($i in 1..40) { $a = [pscustomobject]@{ In = $a } }; $a")[0];

        var depth = 0;
        for (; value.ValueKind == JsonValueKind.Object; depth++)
            value = value.GetProperty("In");
        Assert.InRange(depth, 5, 20);
        Assert.Equal(JsonValueKind.String, value.ValueKind);
    }

    [Theory]
    [InlineData("1; No-Such; 2", 2)]
    [InlineData("1; throw 'out'", 1)]
    [InlineData("1 +", 0)]
    public void It_is_valid_when_errors_occur(string command, int expected)
    {
        var result = Gpupt.Run("-OutputFormat", "Json", command);

        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal(expected, json.RootElement.GetArrayLength());
        Assert.Equal(1, result.ExitCode);
        Assert.NotEmpty(result.Error);
    }

    [Fact]
    public void Only_objects_reach_standard_output()
    {
        var result = Gpupt.Run("-OutputFormat", "Json", "$Host.UI.WriteLine('said'); sh -c 'echo shown'; 1");

        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal(["\"shown\"", "1"], json.RootElement.EnumerateArray().Select(item => item.GetRawText()));
        Assert.Equal("said\n", result.Error);
    }

    private static JsonElement Run(string command)
    {
        var result = Gpupt.Run("-OutputFormat", "Json", command);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal(JsonValueKind.Array, json.RootElement.ValueKind);
        return json.RootElement.Clone();
    }
}
