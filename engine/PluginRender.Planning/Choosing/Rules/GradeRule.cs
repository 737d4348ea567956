using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning;

/// <summary>Colors that suit what a picture shows, where its tags or the segment's text tell.</summary>
internal sealed class GradeRule : IEffectRule
{
    public EffectChoice? Choose(Neighborhood view)
    {
        SegmentScene scene = view.Scene;
        if (scene.Picture is null) return null;
        return Find(scene.Tags.SelectMany(tag => SignificantWords.Of(tag)), "the tag")
            ?? Find(scene.Words, "the text's word");
    }

    private static EffectChoice? Find(IEnumerable<string> words, string what)
    {
        foreach (string word in words)
        {
            if (Mood.All.FirstOrDefault(m => m.Words.Contains(word)) is not { } mood) continue;
            return new EffectChoice(
                "grade",
                [
                    new NamedValue("brightness", new ParameterValue.Number(mood.Brightness)),
                    new NamedValue("contrast", new ParameterValue.Number(mood.Contrast)),
                    new NamedValue("saturation", new ParameterValue.Number(mood.Saturation)),
                ],
                $"{mood.Name}: {what} \"{ShownText.Short(word, 40)}\"");
        }

        return null;
    }
}
