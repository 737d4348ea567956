using FFmpeg.AutoGen;

namespace PluginRender.NativeTests;

/// <summary>Moving pictures with gradients and edges, the same in every run.</summary>
internal static unsafe class TestPicture
{
    public static void Draw(AVFrame* frame, int index, int content)
    {
        for (uint plane = 0; plane < 3; plane++)
        {
            (int width, int height) = plane == 0 ? (frame->width, frame->height) : (frame->width / 2, frame->height / 2);
            for (int y = 0; y < height; y++)
            {
                byte* row = frame->data[plane] + (y * frame->linesize[plane]);
                for (int x = 0; x < width; x++) row[x] = Sample(plane, x, y, index, content);
            }
        }
    }

    public static byte Sample(uint plane, int x, int y, int index, int content)
    {
        int block = ((((x + (3 * index)) / 24) + (y / 24)) & 1) * 40;
        return plane == 0
            ? (byte)(40 + ((((x * (1 + content)) + y + index) / 4) % 120) + block)
            : (byte)(100 + (((x + (y * (int)plane) + (content * 7)) / 8) % 50));
    }
}
