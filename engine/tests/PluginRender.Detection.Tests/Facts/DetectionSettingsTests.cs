namespace PluginRender.Detection.Tests.Facts;

public class DetectionSettingsTests
{
    private static readonly HashedFile Model = new("/m/yolo.onnx", new string('1', 64));
    private static readonly ClipSettings Clip = new(File('2'), File('3'), File('4'), File('5'), ["beach", "city"]);
    private static readonly DetectionSettings Full = new(Model, 0.25, 0.45, Clip);

    public static TheoryData<string> Inputs => [.. Changes.Keys];

    private static readonly Dictionary<string, Func<string>> Changes = new()
    {
        ["picture"] = () => Full.KeyFor("other", "text"),
        ["text"] = () => Full.KeyFor("picture", "other"),
        ["no text"] = () => Full.KeyFor("picture", null),
        ["model"] = () => (Full with { Model = File('9') }).KeyFor("picture", "text"),
        ["no model"] = () => (Full with { Model = null }).KeyFor("picture", "text"),
        ["confidence"] = () => (Full with { Confidence = 0.3 }).KeyFor("picture", "text"),
        ["overlap"] = () => (Full with { Overlap = 0.5 }).KeyFor("picture", "text"),
        ["no clip"] = () => (Full with { Clip = null }).KeyFor("picture", "text"),
        ["image encoder"] = () => (Full with { Clip = Clip with { Image = File('9') } }).KeyFor("picture", "text"),
        ["text encoder"] = () => (Full with { Clip = Clip with { Text = File('9') } }).KeyFor("picture", "text"),
        ["vocabulary"] = () => (Full with { Clip = Clip with { Vocabulary = File('9') } }).KeyFor("picture", "text"),
        ["merges"] = () => (Full with { Clip = Clip with { Merges = File('9') } }).KeyFor("picture", "text"),
        ["tags"] = () => (Full with { Clip = Clip with { Tags = ["beach", "cities"] } }).KeyFor("picture", "text"),
        ["tags joined"] = () => (Full with { Clip = Clip with { Tags = ["beachcity"] } }).KeyFor("picture", "text"),
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Key_WithAnInputChanged_Changes(string input) => Assert.NotEqual(Full.KeyFor("picture", "text"), Changes[input]());

    [Fact]
    public void Key_OfEveryChange_IsItsOwn() => Assert.Equal(Changes.Count, Changes.Values.Select(change => change()).Distinct().Count());

    [Fact]
    public void Key_WithFilesMoved_Stays()
        => Assert.Equal(Full.KeyFor("picture", "text"), (Full with { Model = Model with { Path = "/elsewhere.onnx" } }).KeyFor("picture", "text"));

    // Without encoders nothing is compared with the text: pictures of several segments share their facts.
    [Fact]
    public void Key_WithoutEncoders_DoesNotDependOnTheText()
    {
        DetectionSettings saliency = new(null, 0.25, 0.45, null);
        Assert.Equal(saliency.KeyFor("picture", "text"), saliency.KeyFor("picture", null));
        Assert.Equal(saliency.KeyFor("picture", "text"), (saliency with { Confidence = 0.5 }).KeyFor("picture", "text"));
        Assert.False(saliency.UsesModels);
    }

    private static HashedFile File(char digit) => new($"/m/{digit}", new string(digit, 64));
}
