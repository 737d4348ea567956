using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FFmpeg.AutoGen;

namespace PluginRender.NativeTests;

public sealed class LayoutTests(LayoutProbe probe) : IClassFixture<LayoutProbe>
{
    [Fact]
    public void Structs_AgainstTheHeaders_HaveTheSameSizesAndOffsets()
    {
        var wrong = new List<string>();
        int compared = 0;
        foreach (Type type in LayoutProbe.Structs)
        {
            Compare($"sizeof({type.Name})", SizeOf(type));
            foreach (FieldInfo field in LayoutProbe.Fields(type))
                Compare($"{type.Name}.{field.Name}", Marshal.OffsetOf(type, field.Name));
        }

        Assert.Empty(wrong);
        Assert.True(compared > 300, $"only {compared} were compared");

        void Compare(string name, long ours)
        {
            compared++;
            if (probe.Values[name] != ours) wrong.Add($"{name}: {ours}, the headers say {probe.Values[name]}");
        }
    }

    [Fact]
    public void Enums_AgainstTheHeaders_HaveTheSameValues()
    {
        var wrong = LayoutProbe.Enums
            .SelectMany(type => Enum.GetNames(type).Select(name => (name, ours: Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture))))
            .Where(e => probe.Values[e.name] != e.ours).ToList();
        Assert.Empty(wrong);
    }

    [Fact]
    public void Macros_AgainstTheHeaders_HaveTheSameValues()
    {
        var wrong = LayoutProbe.Macros
            .Select(f => (f.Name, ours: Convert.ToInt64(f.GetRawConstantValue(), CultureInfo.InvariantCulture)))
            .Where(e => probe.Values[e.Name] != e.ours).ToList();
        Assert.Empty(wrong);
    }

    private static long SizeOf(Type type)
        => (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;
}

public sealed class SymbolTests
{
    [Fact]
    public void Functions_OfTheInstalledLibraries_AllExist()
    {
        // The genuine package binds through delegates and has no imports to look at; its own loader checks there.
        var imports = typeof(ffmpeg).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Select(m => (m.Name, Import: m.GetCustomAttribute<DllImportAttribute>())).Where(m => m.Import is not null).ToList();
        var majors = new Dictionary<string, int> { ["avcodec"] = 59, ["avformat"] = 59, ["avutil"] = 57, ["swscale"] = 6 };
        var missing = imports.Where(m => !NativeLibrary.TryGetExport(
            NativeLibrary.Load($"lib{m.Import!.Value}.so.{majors[m.Import.Value]}"), m.Name, out _)).Select(m => m.Name).ToList();
        Assert.Empty(missing);
    }

    [Fact]
    public void Versions_OfTheInstalledLibraries_AreTheOnesBound()
    {
        ffmpeg.RootPath = "";
        Assert.Equal(ffmpeg.LIBAVCODEC_VERSION_MAJOR, (int)(ffmpeg.avcodec_version() >> 16));
        Assert.Equal(ffmpeg.LIBAVFORMAT_VERSION_MAJOR, (int)(ffmpeg.avformat_version() >> 16));
        Assert.Equal(ffmpeg.LIBAVUTIL_VERSION_MAJOR, (int)(ffmpeg.avutil_version() >> 16));
        Assert.Equal(ffmpeg.LIBSWSCALE_VERSION_MAJOR, (int)(ffmpeg.swscale_version() >> 16));
    }
}
