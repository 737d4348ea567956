namespace PluginRender.Projects.Tests.Reading;

public sealed class DetectorReaderTests : IDisposable
{
    private readonly TemporaryProject project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public void Detector_Absent_IsNull() => Assert.Null(project.Read(With("")).Detector);

    [Fact]
    public void Detector_Empty_HasTheDefaults() => Assert.Equal(ProjectDetector.Default, project.Read(With("\"detector\": {},")).Detector);

    [Fact]
    public void Detector_Full_IsReadAsWritten()
    {
        ProjectDetector read = project.Read(With("""
            "detector": { "model": "models/yolo.onnx", "confidence": 0.5, "overlap": 0.3,
              "clip": { "image": "i.onnx", "text": "t.onnx", "vocabulary": "v.json", "merges": "m.txt", "tags": ["beach", "old town"] } },
            """)).Detector!;

        // It need not exist: that is another failure than a wrong project.
        Assert.Equal(("models/yolo.onnx", Path.Combine(project.Folder, "models/yolo.onnx")), (read.Model!.Shown, read.Model.AbsolutePath));
        Assert.Equal((0.5, 0.3), (read.Confidence, read.Overlap));
        Assert.Equal(["i.onnx", "t.onnx", "v.json", "m.txt"], [read.Clip!.Image.Shown, read.Clip.Text.Shown, read.Clip.Vocabulary.Shown, read.Clip.Merges.Shown]);
        Assert.Equal(["beach", "old town"], read.Clip.Tags.AsEnumerable());
    }

    [Fact]
    public void Detector_WithManyProblems_ReportsAllOfThem()
    {
        Assert.Equal(
            [
                "2:15: detector: the file \"http://x/y.onnx\" is a URL; download the file and give its path",
                "2:48: detector: \"confidence\" is 2; give a value from 0 to 1",
                "2:51: detector has the unknown key \"overlaps\"; did you mean \"overlap\"?",
                "3:1: detector, clip lacks \"merges\"; add \"merges\": \"merges.txt\"",
                "3:12: detector, clip: the file \"../i.onnx\" lies outside the project's folder; move the file below it, or give --allow-outside",
                "3:33: detector, clip: \"text\" is 7; give the path of an ONNX file in quotes",
                "3:50: detector, clip: the file \"\" is not a path; give the path of a file, relative to the project file",
                "3:68: detector, clip: \"tags\" has \"a\" twice; remove one of them",
                "3:73: detector, clip: a tag is \"\"; give an array of words, such as [\"beach\", \"city\"]",
            ],
            project.Problems(With("""
                "detector": {
                 "model":     "http://x/y.onnx", "confidence": 2, "overlaps": 1, "clip":
                { "image": "../i.onnx", "text": 7, "vocabulary": "", "tags": ["a", "a", ""] } },
                """)));
    }

    [Fact]
    public void Detector_OfTheWrongKind_SaysWhatItIsLike()
        => Assert.Contains("an object such as { \"model\": \"yolo.onnx\" }", Assert.Single(project.Problems(With("\"detector\": \"yolo.onnx\","))), StringComparison.Ordinal);

    /// <summary>A project with a member, which begins line 1.</summary>
    private static string With(string member) => $$"""
        { {{member}} "schemaVersion": 1,
          "output": { "width": 1920, "height": 1080, "fps": "30" },
          "segments": [ { "id": "a", "source": { "color": "#102030" }, "duration": 1 } ] }
        """;
}
