using System.Globalization;
using System.Text.Json;
using PluginRender.Benchmark.Measuring;

namespace PluginRender.Benchmark.Workload;

/// <summary>
/// kenburns-60: twelve stills of 2880x1620 with a sensor's noise, 5 s each at 30 fps in 1920x1080; every segment zooms
/// toward a point off the center and has a grade, a vignette and fades.
/// </summary>
internal static class ReferenceProject
{
    public const int Stills = 12;
    public const double SecondsEach = 5;
    public const int Width = 1920;
    public const int Height = 1080;
    public const int Rate = 30;
    public const int FramesEach = (int)(SecondsEach * Rate);

    private static readonly (double X, double Y)[] Focuses = [(0.3, 0.4), (0.7, 0.35), (0.25, 0.65), (0.66, 0.6)];

    /// <summary>The point that still <paramref name="index"/> zooms toward.</summary>
    public static (double X, double Y) FocusOf(int index) => Focuses[index % Focuses.Length];

    /// <summary>The file of still <paramref name="index"/>.</summary>
    public static string StillOf(string folder, int index) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"still-{index + 1:00}.jpg"));

    /// <summary>Paints the stills unless they are there, and writes the project; returns its file.</summary>
    public static string Prepare(Environs environs)
    {
        string folder = Path.Combine(environs.Work, "kenburns-60");
        Directory.CreateDirectory(folder);
        if (!Enumerable.Range(0, Stills).All(i => File.Exists(StillOf(folder, i))))
        {
            Environs.Say("painting the stills of kenburns-60");
            new Command("dotnet", environs.Assembly("ShowcasePictures"), "--reference", folder).Run();
        }

        string file = Path.Combine(folder, "kenburns-60.json");
        Write(file, Stills, SecondsEach, i => Path.GetFileName(StillOf(folder, i)), 1.25);
        return file;
    }

    /// <summary>Writes a project of this kind.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="segments">How many.</param>
    /// <param name="seconds">Duration of each.</param>
    /// <param name="still">The picture of each, relative to the project.</param>
    /// <param name="lastZoom">Where the zoom of the last segment ends: what an edit changes.</param>
    public static void Write(string file, int segments, double seconds, Func<int, string> still, double lastZoom)
    {
        using FileStream stream = File.Create(file);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteStartObject("output");
        json.WriteNumber("width", Width);
        json.WriteNumber("height", Height);
        json.WriteString("fps", Rate.ToString(CultureInfo.InvariantCulture));
        json.WriteString("profile", "draft");
        json.WriteNumber("crf", 23);
        json.WriteEndObject();
        json.WriteStartArray("segments");
        for (int i = 0; i < segments; i++) WriteSegment(json, i, seconds, still(i), i == segments - 1 ? lastZoom : 1.25);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSegment(Utf8JsonWriter json, int index, double seconds, string still, double zoom)
    {
        json.WriteStartObject();
        json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"segment-{index + 1}"));
        json.WriteStartObject("source");
        json.WriteString("image", still);
        json.WriteEndObject();
        json.WriteNumber("duration", seconds);
        json.WriteStartArray("effects");
        WriteEffect("kenburns", ("zoomFrom", 1), ("zoomTo", zoom));
        WriteEffect("grade", ("brightness", 0.02), ("contrast", 1.1), ("saturation", 1.15));
        WriteEffect("vignette", ("strength", 0.4));
        WriteEffect("fade", ("in", 0.5), ("out", 0.5));
        json.WriteEndArray();
        json.WriteEndObject();

        void WriteEffect(string id, params (string Name, double Value)[] parameters)
        {
            json.WriteStartObject();
            json.WriteString("effect", id);
            foreach ((string name, double value) in parameters) json.WriteNumber(name, value);
            if (id == "kenburns")
            {
                json.WriteStartArray("focus");
                json.WriteNumberValue(FocusOf(index).X);
                json.WriteNumberValue(FocusOf(index).Y);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }
    }
}
