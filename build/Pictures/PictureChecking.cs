using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using PluginRender.Build.Detection;
using PluginRender.Build.Rendering;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;

namespace PluginRender.Build.Pictures;

/// <summary>
/// Knows which pictures of a run cannot be decoded: from earlier runs, or by decoding them. Rendering decodes every picture
/// anyhow, so a render decodes none beforehand; but once one fails it names all that would.
/// </summary>
internal sealed class PictureChecking(RenderSession session, string worker, CancellationToken cancellation)
{
    /// <summary>What a worker of a render may take in any case.</summary>
    private const long LeastMemory = 64L << 20;

    private readonly Dictionary<string, PictureVerdict> known = new(StringComparer.Ordinal);
    private readonly PictureVerdictStore store = StoreIn(session.Arguments.CacheFolder, session.Libraries);

    private ImmutableArray<ProjectSegment> segments = [];
    private ProbedPictures probed = new(new Dictionary<string, PictureInfo>(), new Dictionary<string, SourceException>());
    private Action<IReadOnlyDictionary<string, (string Problem, string Remedy)>> refuse = static _ => { };

    /// <summary>What is wrong with pictures that are shown all the same.</summary>
    public PictureWarnings Warnings { get; } = new(session);

    /// <summary>What is known of pictures, as this program decodes them.</summary>
    public static PictureVerdictStore StoreIn(string cache, FFmpegLibraries libraries)
        => new(cache, string.Join('\n', [libraries.Versions, .. HostAssemblies.OfThisProcess.Select(a => $"{a.Name} {a.Version}")]));

    /// <summary>Looks at the pictures of this run.</summary>
    /// <param name="showing">The segments.</param>
    /// <param name="found">What probing found in their pictures.</param>
    /// <param name="decodes">Whether what is not known is decoded; it is in any case when something is known to be wrong.</param>
    /// <param name="refuses">Is told all that is wrong, by absolute path, and throws.</param>
    public void Check(
        ImmutableArray<ProjectSegment> showing, ProbedPictures found, bool decodes, Action<IReadOnlyDictionary<string, (string Problem, string Remedy)>> refuses)
    {
        (segments, probed, refuse) = (showing, found, refuses);
        Judge(decodes);
    }

    /// <summary>A picture may have failed this run: refuses all that cannot be decoded, if there are any.</summary>
    public void Examine()
    {
        cancellation.ThrowIfCancellationRequested();
        Judge(decodes: true);
    }

    /// <summary>Remembers that all pictures of a video can be decoded: they were, when its chunks were rendered.</summary>
    public void Remember(RenderResult video)
    {
        ILookup<string, string> notices = video.Chunks.SelectMany(c => c.Record.Notices).Distinct().ToLookup(n => n.Sha256, n => n.Text);
        try
        {
            foreach (string sha256 in video.Plan.Segments.Select(s => s.Source).OfType<PlannedSource.Picture>().Select(p => p.Info.Sha256).Distinct())
            {
                if (known.TryAdd(sha256, new PictureVerdict(null, [.. notices[sha256]]))) store.Put(sha256, known[sha256]);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Validate decodes them then, and says so. The video is there.
        }
    }

    private void Judge(bool decodes)
    {
        PictureInfo[] pictures = [.. probed.Pictures.Values.DistinctBy(p => p.Sha256)];
        if (!session.Arguments.Fresh) Recall(pictures);
        bool isWrong = probed.Refused.Count > 0 || pictures.Any(p => known.GetValueOrDefault(p.Sha256)?.Fault is not null);
        if (decodes || isWrong) Decode(pictures);
        TellWarnings();
        Dictionary<string, (string Problem, string Remedy)> refused = probed.Refused.ToDictionary(r => r.Key, r => (r.Value.Problem, r.Value.Remedy), StringComparer.Ordinal);
        foreach ((string path, PictureInfo picture) in probed.Pictures)
        {
            if (known.GetValueOrDefault(picture.Sha256)?.Fault is { } fault) refused.Add(path, (fault.Problem, fault.Remedy));
        }

        if (refused.Count > 0) refuse(refused);
    }

    private void Recall(PictureInfo[] pictures)
    {
        foreach (PictureInfo picture in pictures.Where(p => !known.ContainsKey(p.Sha256)))
        {
            if (store.Find(picture.Sha256) is { } verdict) known.Add(picture.Sha256, verdict);
        }
    }

    private void Decode(PictureInfo[] pictures)
    {
        PictureJob[] jobs =
        [
            .. probed.Pictures.Where(p => !known.ContainsKey(p.Value.Sha256)).DistinctBy(p => p.Value.Sha256)
                .Select(p => new PictureJob(p.Key, p.Value.Sha256, WorkerMemory.OfDecoding(p.Value))),
        ];
        if (jobs.Length == 0) return;
        long start = Stopwatch.GetTimestamp();
        foreach ((string sha256, PictureVerdict verdict) in new PictureCheck(Limits(), store, session, TimeProvider.System).Decode(jobs, cancellation)) known[sha256] = verdict;
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        session.Write("pictures", $"FINISHED in {seconds:0.00} s: {Counted.Of(jobs.Length, "picture")} decoded, {pictures.Length - jobs.Length} known");
    }

    private PictureDecodingLimits Limits() => new(
        Environment.ProcessPath!, worker, session.Arguments.Workers ?? Environment.ProcessorCount, Math.Max(LeastMemory, session.MemoryBudget() - WorkerMemory.RenderBytes),
        TimeSpan.FromSeconds((double)session.Arguments.ChunkTimeoutSeconds));

    private void TellWarnings()
    {
        if (!known.Values.Any(v => v.Notices.Length > 0)) return;
        IEnumerable<IGrouping<(string RelativePath, string AbsolutePath), ProjectSegment>> pictures = segments.Where(s => s.Source is ProjectSource.Image)
            .GroupBy(s => (((ProjectSource.Image)s.Source).RelativePath, ((ProjectSource.Image)s.Source).AbsolutePath));
        foreach (IGrouping<(string RelativePath, string AbsolutePath), ProjectSegment> showing in pictures)
        {
            if (probed.Pictures.TryGetValue(showing.Key.AbsolutePath, out PictureInfo? picture) && known.TryGetValue(picture.Sha256, out PictureVerdict? verdict))
                Warnings.Tell([.. showing.Select(s => s.Id)], showing.Key.RelativePath, verdict.Notices);
        }
    }
}
