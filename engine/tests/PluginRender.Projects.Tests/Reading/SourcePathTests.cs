namespace PluginRender.Projects.Tests.Reading;

public sealed class SourcePathTests : IDisposable
{
    private readonly TemporaryProject project = new();

    public SourcePathTests() => project.AddFile("outside.jpg");

    public void Dispose() => project.Dispose();

    [Theory]
    [InlineData("gone.jpg", "does not exist")]
    [InlineData("", "is not a path")]
    [InlineData(".", "is a folder")]
    [InlineData("../outside.jpg", "lies outside the project's folder")]
    [InlineData("../project/../outside.jpg", "lies outside the project's folder")]
    [InlineData("/etc/passwd", "lies outside the project's folder")]
    [InlineData("https://example.org/a.jpg", "is a URL")]
    [InlineData("file:///etc/passwd", "is a URL")]
    [InlineData("concat:a.jpg|a.jpg", "is a URL")]
    [InlineData("data:image/png;base64,AAAA", "is a URL")]
    public void Picture_ThatMayNotBeRead_IsRefused(string path, string expected)
    {
        string problem = Assert.Single(Problems(path));
        Assert.StartsWith("5:23: segment \"a\": the source \"" + path + "\" " + expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Picture_LinkedFromOutside_IsRefused()
    {
        File.CreateSymbolicLink(Path.Combine(project.Folder, "link.jpg"), project.Outside("outside.jpg"));
        Assert.Contains("lies outside", Assert.Single(Problems("link.jpg")), StringComparison.Ordinal);
    }

    [Fact]
    public void Picture_BelowALinkedFolder_IsRefused()
    {
        project.AddFile("elsewhere/b.jpg");
        Directory.CreateSymbolicLink(Path.Combine(project.Folder, "images"), "../elsewhere");
        Assert.Contains("lies outside", Assert.Single(Problems("images/b.jpg")), StringComparison.Ordinal);
    }

    [Fact]
    public void Picture_InAFolderWhoseNameBeginsAlike_IsRefused()
    {
        project.AddFile("project-2/b.jpg");
        Assert.Contains("lies outside", Assert.Single(Problems("../project-2/b.jpg")), StringComparison.Ordinal);
    }

    [Fact]
    public void Picture_LinkedInACircle_IsRefused()
    {
        File.CreateSymbolicLink(Path.Combine(project.Folder, "one.jpg"), "two.jpg");
        File.CreateSymbolicLink(Path.Combine(project.Folder, "two.jpg"), "one.jpg");
        Assert.Contains("does not exist", Assert.Single(Problems("one.jpg")), StringComparison.Ordinal);
    }

    // File.Exists is true for a link whose target is gone.
    [Fact]
    public void Picture_LinkedToNothing_IsRefused()
    {
        File.CreateSymbolicLink(Path.Combine(project.Folder, "link.jpg"), "gone.jpg");
        Assert.Contains("does not exist", Assert.Single(Problems("link.jpg")), StringComparison.Ordinal);
    }

    /// <summary>As compilers look for what a file includes.</summary>
    [Fact]
    public void Picture_OfALinkedProject_IsLookedForBesideTheLink()
    {
        File.WriteAllText(project.Outside("real.json"), Json("a.jpg"));
        File.CreateSymbolicLink(project.File, "../real.json");
        RenderProject read = new ProjectReader(KnownEffects.All, allowOutside: false).Read(project.File);
        Assert.Equal(project.Folder, read.Folder);
    }

    [Fact]
    public void Picture_BesideWhatALinkedProjectLeadsTo_IsRefusedWithWhatToGive()
    {
        project.AddFile("elsewhere/b.jpg");
        File.WriteAllText(project.Outside("elsewhere/real.json"), Json("b.jpg"));
        File.CreateSymbolicLink(project.File, "../elsewhere/real.json");
        var refused = Assert.Throws<InvalidInputException>(() => new ProjectReader(KnownEffects.All, allowOutside: false).Read(project.File));
        Assert.EndsWith(
            $"the source \"b.jpg\" does not exist; give --project={project.Outside("elsewhere/real.json")}: the project file is a symbolic link, and pictures are looked for beside the link",
            Assert.Single(refused.Diagnostics).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Picture_LinkedWithin_IsReadWhereItIs()
    {
        File.CreateSymbolicLink(Path.Combine(project.Folder, "link.jpg"), "a.jpg");
        RenderProject read = project.Read(Json("link.jpg"));
        var image = Assert.IsType<ProjectSource.Image>(read.Segments[0].Source);
        Assert.Equal(("link.jpg", Path.Combine(read.Folder, "a.jpg")), (image.RelativePath, image.AbsolutePath));
    }

    [Fact]
    public void Project_InALinkedFolder_FindsItsPictures()
    {
        Directory.CreateSymbolicLink(project.Outside("alias"), project.Folder);
        File.WriteAllText(project.File, Json("a.jpg"));
        RenderProject read = new ProjectReader(KnownEffects.All).Read(project.Outside("alias/p.json"));
        Assert.Equal(project.Folder, read.Folder);
    }

    [Fact]
    public void Picture_Outside_IsReadWhenAllowed()
    {
        RenderProject read = project.Read(Json("../outside.jpg"), allowOutside: true);
        Assert.Equal("../outside.jpg", Assert.IsType<ProjectSource.Image>(read.Segments[0].Source).RelativePath);
    }

    [Theory]
    [InlineData("{ }", "\"source\" must name exactly one thing to show")]
    [InlineData("{ \"image\": \"a.jpg\", \"color\": \"#000\" }", "\"source\" must name exactly one thing to show")]
    [InlineData("{ \"video\": \"a.mp4\", \"in\": 1.5 }", "clips (\"video\") cannot be rendered yet")]
    [InlineData("{ \"image\": \"a.jpg\", \"in\": 1.5 }", "has the unknown key \"in\"")]
    [InlineData("{ \"image\": 3 }", "\"image\" is 3")]
    [InlineData("\"a.jpg\"", "\"source\" is \"a.jpg\"")]
    public void Source_OfAnotherForm_IsRefused(string source, string expected)
        => Assert.Contains(expected, Assert.Single(project.Problems(TemporaryProject.Segment(
            $$""" "duration": 1, "source": {{source}} """))), StringComparison.Ordinal);

    private string[] Problems(string path) => project.Problems(Json(path));

    private static string Json(string path) => TemporaryProject.Segment($$""" "source": { "image": "{{path}}" }, "duration": 2 """);
}
