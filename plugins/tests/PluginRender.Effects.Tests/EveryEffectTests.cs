namespace PluginRender.Effects.Tests;

/// <summary>What the contract asks of any effect, for all of the built-in ones.</summary>
public class EveryEffectTests
{
    public static TheoryData<string, int, int> EffectsAndSizes
    {
        get
        {
            TheoryData<string, int, int> data = [];
            foreach (string id in BuiltIn.Ids)
            {
                foreach ((int width, int height) in new[] { (16, 16), (18, 18), (130, 74), (8192, 16) }) data.Add(id, width, height);
            }

            return data;
        }
    }

    public static TheoryData<string> Effects => [.. BuiltIn.Ids];

    [Theory]
    [MemberData(nameof(EffectsAndSizes))]
    public void Apply_AnySplitIntoBandsInAnyOrder_GivesTheSameSamples(string id, int width, int height)
    {
        EffectContext context = EffectRun.Context(width, height);
        TestFrame input = TestFrame.Random(width, height, 1);
        TestPicture picture = TestPicture.Noise(width + 31, height + 17, 2);
        using Effect effect = BuiltIn.Working(id, context);
        FrameTime time = EffectRun.Time(context, 4);
        TestFrame whole = EffectRun.Apply(effect, time, input, picture);
        foreach (int band in new[] { 2, 6, 10, 32 }) EffectRun.Apply(effect, time, input, picture, band, upward: band % 4 == 2).AssertSame(whole);
    }

    [Theory]
    [MemberData(nameof(Effects))]
    public void Apply_FramesInAnyOrder_GivesTheSameSamples(string id)
    {
        EffectContext context = EffectRun.Context(66, 50);
        TestFrame input = TestFrame.Random(66, 50, 1);
        TestPicture picture = TestPicture.Noise(100, 70, 2);
        using Effect forward = BuiltIn.Working(id, context), backward = BuiltIn.Working(id, context);
        TestFrame[] frames = [.. Enumerable.Range(0, 30).Select(n => EffectRun.Apply(forward, EffectRun.Time(context, n), input, picture))];
        for (int n = 29; n >= 0; n--) EffectRun.Apply(backward, EffectRun.Time(context, n), input, picture).AssertSame(frames[n]);
    }

    [Theory]
    [MemberData(nameof(EffectsAndSizes))]
    public void Apply_NeutralParameters_ChangesNothing(string id, int width, int height)
    {
        EffectContext context = EffectRun.Context(width, height);
        TestPicture picture = TestPicture.Noise(width, height, 2);
        TestFrame input = id == "kenburns"
            ? new TestFrame(width, height).Fill((plane, x, y) => (short)(picture[plane][(y * picture.PlaneWidth(plane)) + x] * Samples.One))
            : new TestFrame(width, height).Fill((plane, x, y) => (short)((x * 7919) ^ (y * 104729)));
        using Effect effect = BuiltIn.Neutral(id, context);
        EffectRun.Apply(effect, EffectRun.Time(context, 0), input, picture).AssertSame(input);
        EffectRun.Apply(effect, EffectRun.Time(context, 13), input, picture).AssertSame(input);
        EffectRun.Apply(effect, EffectRun.Time(context, 29), input, picture).AssertSame(input);
    }

    [Theory]
    [MemberData(nameof(Effects))]
    public void Apply_WorkingParameters_ChangesTheFrame(string id)
    {
        EffectContext context = EffectRun.Context(66, 50);
        TestFrame input = TestFrame.Random(66, 50, 1);
        using Effect effect = BuiltIn.Working(id, context);
        TestFrame output = EffectRun.Apply(effect, EffectRun.Time(context, 4), input, TestPicture.Noise(100, 70, 2));
        Assert.False(output.Row(0, 25).SequenceEqual(input.Row(0, 25)));
    }

    [Theory]
    [MemberData(nameof(Effects))]
    public void Apply_EveryFrame_AllocatesNothing(string id)
    {
        EffectContext context = EffectRun.Context(66, 50);
        TestFrame input = TestFrame.Random(66, 50, 1), output = input.Copy();
        TestPicture picture = TestPicture.Noise(100, 70, 2);
        using Effect effect = BuiltIn.Working(id, context);
        long before = 0;
        for (int n = 0; n < 30; n++)
        {
            if (n == 15) before = GC.GetAllocatedBytesForCurrentThread();
            FrameTime time = EffectRun.Time(context, n);
            effect.BeginFrame(time);
            for (int row = 0; row < 50; row += 10) EffectRun.Render(effect, time, input, picture, output, row, 10);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
