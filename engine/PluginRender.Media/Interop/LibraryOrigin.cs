using System.Runtime.InteropServices;

namespace PluginRender.Media;

/// <summary>Which file the system's loader takes for a library, and why it cannot be used.</summary>
internal static class LibraryOrigin
{
    /// <summary>What is wrong with the first of some libraries that is not what its name says, with its file and the remedy; null for none.</summary>
    /// <param name="libraries">Names and a function that each has.</param>
    public static string? Problem(IEnumerable<(string Library, string Function)> libraries)
        => libraries.Select(l => Problem(l.Library, l.Function)).FirstOrDefault(problem => problem is not null);

    /// <summary>The file that a library was loaded from; its name when that cannot be told.</summary>
    public static string FileOf(string library)
    {
        try
        {
            return File.ReadLines("/proc/self/maps").Select(line => line.IndexOf('/') is var at && at < 0 ? "" : line[at..])
                .FirstOrDefault(file => file.EndsWith("/" + library, StringComparison.Ordinal) || file.Contains($"/{library}.", StringComparison.Ordinal)) ?? library;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return library;
        }
    }

    private static string? Problem(string library, string function)
    {
        try
        {
            // Never given back: the bindings use the same one.
            nint handle = NativeLibrary.Load(library);
            return NativeLibrary.TryGetExport(handle, function, out _)
                ? null
                : $"{FileOf(library)} is another library of that name ({function} is not in it); {Remedy}";
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            string reason = ReasonIn(e.Message, library);
            return reason.StartsWith('/') ? $"{reason}; {Remedy}" : $"{reason}; run ./build.sh, which installs them";
        }
    }

    private const string Remedy = "the loader takes that file for FFmpeg's: take its folder out of LD_LIBRARY_PATH (or of the loader's configuration), or set that to where FFmpeg 5.1 is";

    /// <summary>The loader's own words, which name a file, from a message of several lines.</summary>
    private static string ReasonIn(string message, string library)
    {
        string[] lines = [.. message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line.Contains(": ", StringComparison.Ordinal))];
        return lines.FirstOrDefault(line => line.StartsWith('/') && !line.Contains("cannot open shared object file: No such file", StringComparison.Ordinal))
            ?? lines.LastOrDefault(line => line.Contains(".so", StringComparison.Ordinal)) ?? $"{library} was not found";
    }
}
