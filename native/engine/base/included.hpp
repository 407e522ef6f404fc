#pragma once
#pragma GCC optimize("fp-contract=off")

/*
 * Parts that a pack may leave out to save flash: define the macro as 0 before including the engine. A descriptor that needs
 * such a part is refused with Status::not_included. Features and segmenters are chosen one by one, see RINGSIDE_USED_FEATURES
 * and RINGSIDE_USED_SEGMENTERS.
 */
#ifndef RINGSIDE_WITH_SENSOR_FILTERS
#define RINGSIDE_WITH_SENSOR_FILTERS 1
#endif
#ifndef RINGSIDE_WITH_SEGMENT_STAGES
#define RINGSIDE_WITH_SEGMENT_STAGES 1
#endif
#ifndef RINGSIDE_WITH_WINDOW_NETWORKS
#define RINGSIDE_WITH_WINDOW_NETWORKS 1
#endif
#ifndef RINGSIDE_WITH_TREES
#define RINGSIDE_WITH_TREES 1
#endif

namespace ringside {

/** Sensor stages beyond magnitude and averages: derivatives, filters, downsampling. */
constexpr bool with_sensor_filters = RINGSIDE_WITH_SENSOR_FILTERS != 0;
/** Segment transforms and segment filters. */
constexpr bool with_segment_stages = RINGSIDE_WITH_SEGMENT_STAGES != 0;
/** Networks on raw samples, and the layers only they use: convolutions and pooling. */
constexpr bool with_window_networks = RINGSIDE_WITH_WINDOW_NETWORKS != 0;
constexpr bool with_trees = RINGSIDE_WITH_TREES != 0;

}  // namespace ringside
