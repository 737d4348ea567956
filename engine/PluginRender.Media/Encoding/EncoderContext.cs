using FFmpeg.AutoGen;
using PluginRender.Planning;

namespace PluginRender.Media;

/// <summary>An encoder opened with exactly the settings of a plan.</summary>
internal static unsafe class EncoderContext
{
    /// <summary>The caller frees it.</summary>
    /// <exception cref="MissingLibraryException">libavcodec lacks the encoder.</exception>
    /// <exception cref="EncodingException">It does not open here.</exception>
    public static AVCodecContext* Open(RenderPlan plan)
    {
        string name = plan.Encoder.Codec;
        AVCodec* codec = ffmpeg.avcodec_find_encoder_by_name(name);
        if (codec == null) throw new MissingLibraryException($"the encoder {name} is not in the installed libavcodec; install one that has it");
        AVCodecContext* context = (AVCodecContext*)FFmpegError.Allocated(ffmpeg.avcodec_alloc_context3(codec), "an encoder");
        try
        {
            Configure(context, plan);
            FFmpegError.Check(ffmpeg.avcodec_open2(context, codec, null), $"opening {name}");
            return context;
        }
        catch
        {
            ffmpeg.avcodec_free_context(&context);
            throw;
        }
    }

    private static void Configure(AVCodecContext* context, RenderPlan plan)
    {
        context->width = plan.Width;
        context->height = plan.Height;
        context->pix_fmt = AVPixelFormat.AV_PIX_FMT_YUV420P;
        context->time_base = new AVRational { num = plan.Rate.Denominator, den = plan.Rate.Numerator };
        context->framerate = new AVRational { num = plan.Rate.Numerator, den = plan.Rate.Denominator };
        context->sample_aspect_ratio = new AVRational { num = 1, den = 1 };
        context->gop_size = plan.Encoder.GopFrames;
        context->thread_count = plan.Encoder.Threads;
        context->color_range = AVColorRange.AVCOL_RANGE_MPEG;
        context->colorspace = AVColorSpace.AVCOL_SPC_BT709;
        context->color_primaries = AVColorPrimaries.AVCOL_PRI_BT709;
        context->color_trc = AVColorTransferCharacteristic.AVCOL_TRC_BT709;
        context->chroma_sample_location = AVChromaLocation.AVCHROMA_LOC_LEFT;
        context->flags |= ffmpeg.AV_CODEC_FLAG_GLOBAL_HEADER | ffmpeg.AV_CODEC_FLAG_BITEXACT;
        foreach (EncoderOption option in plan.Encoder.Options)
            FFmpegError.Check(ffmpeg.av_opt_set(context->priv_data, option.Name, option.Value, 0), $"setting {option.Name}={option.Value} of {plan.Encoder.Codec}");
    }
}
