using System.Runtime.InteropServices;

namespace PluginRender.Build.Doctor;

/// <summary>Whether the libraries are there that only some pictures need; each is loaded when a picture needs it.</summary>
internal sealed class PictureLibrariesExamination : IExamination
{
    public IEnumerable<Finding> Examine() =>
    [
        Examine("libturbojpeg", "libturbojpeg.so.0", "JPEGs that libavcodec does not decode", "libturbojpeg0"),
        Examine("liblcms2", "liblcms2.so.2", "pictures with a color profile", "liblcms2-2"),
    ];

    private static Finding Examine(string subject, string library, string users, string package) => NativeLibrary.TryLoad(library, out _)
        ? new Finding(subject, $"loads; for {users}")
        : new Finding(subject, $"{library} cannot be loaded; only {users} need it", $"sudo apt-get install {package} (Debian 12)");
}
