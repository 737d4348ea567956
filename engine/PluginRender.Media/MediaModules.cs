using System.Reflection;
using FFmpeg.AutoGen;

namespace PluginRender.Media;

/// <summary>The modules that pictures are decoded and frames are encoded with: what a chunk's key must know.</summary>
public static class MediaModules
{
    /// <summary>This one and the bindings; the libraries themselves are <see cref="FFmpegLibraries.Versions"/>.</summary>
    public static IReadOnlyList<Module> All { get; } = [typeof(FrameEncoderFactory).Module, typeof(ffmpeg).Module];
}
