#pragma once

// What the data_capture sketch is made of.
#include "board/battery_watch.hpp"
#include "board/cable.hpp"
#include "core/capture_glove.hpp"
#include "board/device_name.hpp"
#include "board/lights.hpp"
#include "board/nano_sensor.hpp"
#include "board/radio.hpp"
