namespace PluginRender.TestMachine;

/// <summary>What a test may need of its machine beside Debian's essential packages, the .NET SDK and FFmpeg's libraries.</summary>
public enum Need
{
    /// <summary>The <c>ffmpeg</c> and <c>ffprobe</c> commands.</summary>
    FFmpegCommand,

    /// <summary>A C compiler with FFmpeg's headers.</summary>
    FFmpegHeaders,

    /// <summary>A browser of the Chromium family.</summary>
    Chromium,

    /// <summary>ImageMagick's <c>convert</c> command.</summary>
    ImageMagick,

    /// <summary>The right to mount a file system.</summary>
    Mounting,

    /// <summary>A user whom file permissions bind, which root is not.</summary>
    NotRoot,

    /// <summary>Root, as whom a test can become somebody else.</summary>
    Root,

    /// <summary>Terminals, which the <c>script</c> command can make where /dev/pts is mounted.</summary>
    Terminals,
}
