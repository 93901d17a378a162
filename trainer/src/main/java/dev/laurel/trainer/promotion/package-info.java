/** Whether a challenger becomes champion; knows neither Kafka nor time. */
package dev.laurel.trainer.promotion;
