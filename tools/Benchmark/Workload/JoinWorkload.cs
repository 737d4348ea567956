using System.Collections.Immutable;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;
using PluginRender.Sdk;

namespace PluginRender.Benchmark.Workload;

/// <summary>Chunk files of a wanted size to be joined: one of noise, encoded once and copied.</summary>
internal sealed class JoinWorkload
{
    private const int FramesEach = 120;
    private readonly Environs environs;
    private readonly RenderPlan plan;

    public JoinWorkload(Environs environs, int count, int megabytes)
    {
        this.environs = environs;
        FFmpegLibraries libraries = FFmpegLibraries.Load();
        plan = new RenderPlan(
            ReferenceProject.Width, ReferenceProject.Height, new FrameRate(ReferenceProject.Rate, 1), count * FramesEach,
            EncoderSettings.X264(OutputProfile.Draft, 23, 2, libraries.Versions), [], [],
            [.. Enumerable.Range(0, count).Select(i => new PlannedChunk(i, i * FramesEach, FramesEach, ""))]);
        string folder = environs.Empty("join");
        string first = Path.Combine(folder, "0.mp4");
        Encode(first, megabytes * 1_000_000L / count);
        Files = [.. Enumerable.Range(0, count).Select(i => Path.Combine(folder, $"{i}.mp4"))];
        foreach (string file in Files.Skip(1)) File.Copy(first, file);
    }

    public ImmutableArray<string> Files { get; }

    public long Bytes => Files.Sum(f => new FileInfo(f).Length);

    /// <summary>Joins them as a render does, but for the flush to the disk.</summary>
    public void Join(string output)
    {
        using IAssembly assembly = new PacketCopyAssembler().Begin(plan, output);
        for (int i = 0; i < Files.Length; i++) assembly.Append(plan.Chunks[i], Files[i]);
        assembly.Finish();
    }

    /// <summary>The list that ffmpeg's concat reads.</summary>
    public string WriteList()
    {
        string file = Path.Combine(environs.Work, "join", "list.txt");
        File.WriteAllLines(file, Files.Select(f => $"file '{f}'"));
        return file;
    }

    /// <summary>Noise of just the contrast that makes a chunk of about this size.</summary>
    private void Encode(string path, long bytes)
    {
        byte amplitude = 8;
        for (int attempt = 0; attempt < 8; attempt++)
        {
            using (IFrameEncoder encoder = new FrameEncoderFactory().Open(plan, path))
            {
                for (int frame = 0; frame < FramesEach; frame++)
                {
                    Fill(encoder.Acquire(), frame, amplitude);
                    encoder.Submit();
                }

                encoder.Finish();
            }

            double ratio = (double)bytes / new FileInfo(path).Length;
            if (ratio is > 0.9 and < 1.1) return;
            amplitude = (byte)Math.Clamp(amplitude * Math.Pow(ratio, 0.7), 1, 120);
        }
    }

    private static void Fill(EncoderFrame frame, int number, byte amplitude)
    {
        uint state = (uint)(number + 1) * 2654435761u;
        for (int i = 0; i < frame.Luma.Length; i++)
        {
            state = (state * 1664525u) + 1013904223u;
            frame.Luma[i] = (byte)(126 + ((state >> 24) * amplitude / 255) - (amplitude / 2));
        }

        frame.Cb.Fill(128);
        frame.Cr.Fill(128);
    }
}
