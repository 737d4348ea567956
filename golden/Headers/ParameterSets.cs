using System.Globalization;
using System.Text;

namespace PluginRender.Golden.Headers;

/// <summary>Writes down an SPS (ITU-T H.264, 7.3.2.1.1 and E.1.1) and a PPS (7.3.2.2), a field a line.</summary>
internal static class ParameterSets
{
    /// <summary>The parameter sets of an avcC box (ISO/IEC 14496-15, 5.3.3.1), one of each.</summary>
    public static string Describe(ReadOnlySpan<byte> avcC)
    {
        Assert.Equal(1, avcC[0]);
        Assert.Equal(1, avcC[5] & 31);
        int spsLength = (avcC[6] << 8) | avcC[7];
        int pps = 8 + spsLength;
        Assert.Equal(1, avcC[pps]);
        int ppsLength = (avcC[pps + 1] << 8) | avcC[pps + 2];
        var text = new StringBuilder();
        uint chroma = Sequence(avcC.Slice(8, spsLength), text);
        Picture(avcC.Slice(pps + 3, ppsLength), chroma, text);
        return text.ToString();
    }

    private static uint Sequence(ReadOnlySpan<byte> unit, StringBuilder text)
    {
        text.Append("SPS\n");
        var bits = new RawBits(unit);
        uint profile = Line(text, "profile_idc", bits.U(8));
        for (int i = 0; i < 6; i++) Line(text, $"constraint_set{i}_flag", bits.U(1));
        bits.U(2);
        Line(text, "level_idc", bits.U(8));
        Line(text, "seq_parameter_set_id", bits.Ue());
        uint chroma = 1;
        if (profile >= 100)
        {
            chroma = Line(text, "chroma_format_idc", bits.Ue());
            Line(text, "bit_depth_luma_minus8", bits.Ue());
            Line(text, "bit_depth_chroma_minus8", bits.Ue());
            Line(text, "qpprime_y_zero_transform_bypass_flag", bits.U(1));
            Assert.Equal(0u, Line(text, "seq_scaling_matrix_present_flag", bits.U(1)));
        }

        Line(text, "log2_max_frame_num_minus4", bits.Ue());
        uint order = Line(text, "pic_order_cnt_type", bits.Ue());
        Assert.NotEqual(1u, order);
        if (order == 0) Line(text, "log2_max_pic_order_cnt_lsb_minus4", bits.Ue());
        Line(text, "max_num_ref_frames", bits.Ue());
        Line(text, "gaps_in_frame_num_value_allowed_flag", bits.U(1));
        Line(text, "pic_width_in_mbs_minus1", bits.Ue());
        Line(text, "pic_height_in_map_units_minus1", bits.Ue());
        if (Line(text, "frame_mbs_only_flag", bits.U(1)) == 0) Line(text, "mb_adaptive_frame_field_flag", bits.U(1));
        Line(text, "direct_8x8_inference_flag", bits.U(1));
        if (Line(text, "frame_cropping_flag", bits.U(1)) == 1)
            foreach (string side in (string[])["left", "right", "top", "bottom"]) Line(text, $"frame_crop_{side}_offset", bits.Ue());
        if (Line(text, "vui_parameters_present_flag", bits.U(1)) == 1) Usability(bits, text);
        Assert.False(bits.HasMore);
        return chroma;
    }

    private static void Usability(RawBits bits, StringBuilder text)
    {
        if (Line(text, "aspect_ratio_info_present_flag", bits.U(1)) == 1) Line(text, "aspect_ratio_idc", bits.U(8));
        if (Line(text, "overscan_info_present_flag", bits.U(1)) == 1) Line(text, "overscan_appropriate_flag", bits.U(1));
        if (Line(text, "video_signal_type_present_flag", bits.U(1)) == 1)
        {
            Line(text, "video_format", bits.U(3));
            Line(text, "video_full_range_flag", bits.U(1));
            if (Line(text, "colour_description_present_flag", bits.U(1)) == 1)
                foreach (string name in (string[])["colour_primaries", "transfer_characteristics", "matrix_coefficients"]) Line(text, name, bits.U(8));
        }

        if (Line(text, "chroma_loc_info_present_flag", bits.U(1)) == 1)
        {
            Line(text, "chroma_sample_loc_type_top_field", bits.Ue());
            Line(text, "chroma_sample_loc_type_bottom_field", bits.Ue());
        }

        if (Line(text, "timing_info_present_flag", bits.U(1)) == 1)
        {
            Line(text, "num_units_in_tick", bits.U(32));
            Line(text, "time_scale", bits.U(32));
            Line(text, "fixed_frame_rate_flag", bits.U(1));
        }

        Assert.Equal(0u, Line(text, "nal_hrd_parameters_present_flag", bits.U(1)));
        Assert.Equal(0u, Line(text, "vcl_hrd_parameters_present_flag", bits.U(1)));
        Line(text, "pic_struct_present_flag", bits.U(1));
        if (Line(text, "bitstream_restriction_flag", bits.U(1)) == 0) return;
        Line(text, "motion_vectors_over_pic_boundaries_flag", bits.U(1));
        foreach (string name in (string[])
            ["max_bytes_per_pic_denom", "max_bits_per_mb_denom", "log2_max_mv_length_horizontal", "log2_max_mv_length_vertical", "max_num_reorder_frames", "max_dec_frame_buffering"])
            Line(text, name, bits.Ue());
    }

    private static void Picture(ReadOnlySpan<byte> unit, uint chroma, StringBuilder text)
    {
        text.Append("PPS\n");
        var bits = new RawBits(unit);
        Line(text, "pic_parameter_set_id", bits.Ue());
        Line(text, "seq_parameter_set_id", bits.Ue());
        Line(text, "entropy_coding_mode_flag", bits.U(1));
        Line(text, "bottom_field_pic_order_in_frame_present_flag", bits.U(1));
        Assert.Equal(0u, Line(text, "num_slice_groups_minus1", bits.Ue()));
        Line(text, "num_ref_idx_l0_default_active_minus1", bits.Ue());
        Line(text, "num_ref_idx_l1_default_active_minus1", bits.Ue());
        Line(text, "weighted_pred_flag", bits.U(1));
        Line(text, "weighted_bipred_idc", bits.U(2));
        Line(text, "pic_init_qp_minus26", bits.Se());
        Line(text, "pic_init_qs_minus26", bits.Se());
        Line(text, "chroma_qp_index_offset", bits.Se());
        Line(text, "deblocking_filter_control_present_flag", bits.U(1));
        Line(text, "constrained_intra_pred_flag", bits.U(1));
        Line(text, "redundant_pic_cnt_present_flag", bits.U(1));
        if (!bits.HasMore) return;
        Line(text, "transform_8x8_mode_flag", bits.U(1));
        Assert.Equal(0u, Line(text, "pic_scaling_matrix_present_flag", bits.U(1)));
        Line(text, "second_chroma_qp_index_offset", bits.Se());
        Assert.Equal(1u, chroma);
        Assert.False(bits.HasMore);
    }

    private static T Line<T>(StringBuilder text, string name, T value)
    {
        text.Append(CultureInfo.InvariantCulture, $"  {name}: {value}\n");
        return value;
    }
}
