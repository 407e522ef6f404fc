#pragma once

// What the recognition sketch is made of.
#include "board/battery_watch.hpp"
#include "board/cable.hpp"
#include "board/device_name.hpp"
#include "board/lights.hpp"
#include "board/nano_sensor.hpp"
#include "core/recognition_glove.hpp"
#include "board/recognition_radio.hpp"
