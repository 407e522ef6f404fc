#pragma once

// The slice of the Arduino API that our sketches use, as the core of the Nano 33 BLE (mbed_nano) has it. Declarations only:
// host/ runs them on a modelled board, bare/ lets an image be linked.

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define LOW 0
#define HIGH 1
#define INPUT 0
#define OUTPUT 1

#define LED_PWR 25u
#define LEDR 22u
#define LEDG 23u
#define LEDB 24u
#define A0 14u
#define PIN_ENABLE_SENSORS_3V3 32u
#define PIN_ENABLE_I2C_PULLUP 33u

// Short names that the real header takes for itself: a sketch that uses one as its own must not compile here either.
#define bit(b) (1UL << (b))
#define bitRead(value, bit) (((value) >> (bit)) & 0x01)
#define lowByte(w) ((uint8_t)((w) & 0xff))
#define highByte(w) ((uint8_t)((w) >> 8))
#define word(...) makeWord(__VA_ARGS__)
#define sq(x) ((x) * (x))
#define constrain(amt, low, high) ((amt) < (low) ? (low) : ((amt) > (high) ? (high) : (amt)))
#define F(string_literal) (string_literal)

typedef uint8_t pin_size_t;

void pinMode(pin_size_t pin, int mode);
void digitalWrite(pin_size_t pin, int level);
int analogRead(pin_size_t pin);
void analogReadResolution(int bits);
unsigned long millis();
unsigned long micros();
void delay(unsigned long ms);

class SerialPort {
 public:
  void begin(unsigned long baud);
  int available();
  int read();
  size_t write(const uint8_t* bytes, size_t count);
  /** Whether a host has the port open. */
  explicit operator bool();
};
extern SerialPort Serial;

void setup();
void loop();
