using FFmpeg.AutoGen;

namespace PluginRender.Media;

/// <summary>
/// Takes the user-data SEI message out of a packet: x264 spells out its options there, thread count and all,
/// which says nothing about the pictures and would make equal chunks differ.
/// </summary>
internal static unsafe class InformationalSei
{
    private const int SeiType = 6;
    private const byte UserDataUnregistered = 5;

    /// <param name="packet">Annex B, as libavcodec's H.264 encoders give it; changed in place.</param>
    public static void Strip(AVPacket* packet)
    {
        var data = new Span<byte>(packet->data, packet->size);
        // x264 puts it before the first picture only; later packets begin with a slice.
        int start = StartCode(data, 0, out int length);
        int kept = start < 0 ? data.Length : start;
        while (start >= 0)
        {
            int unit = start + length;
            int next = StartCode(data, unit, out int nextLength);
            int end = next < 0 ? data.Length : next;
            bool strip = unit + 1 < end && (data[unit] & 0x1f) == SeiType && data[unit + 1] == UserDataUnregistered;
            if (!strip)
            {
                data[start..end].CopyTo(data[kept..]);
                kept += end - start;
            }

            if ((data[unit] & 0x1f) is 1 or 5 && !strip)
            {
                // A picture's slices run to the end; searching them for start codes would cost time for nothing.
                data[end..].CopyTo(data[kept..]);
                kept += data.Length - end;
                break;
            }

            (start, length) = (next, nextLength);
        }

        if (kept < packet->size) ffmpeg.av_shrink_packet(packet, kept);
    }

    private static int StartCode(ReadOnlySpan<byte> data, int from, out int length)
    {
        length = 3;
        int at = data[from..].IndexOf((ReadOnlySpan<byte>)[0, 0, 1]);
        if (at < 0) return -1;
        at += from;
        if (at > from && data[at - 1] == 0)
        {
            length = 4;
            return at - 1;
        }

        return at;
    }
}
