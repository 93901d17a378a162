/** What every service is made of. Knows no domain: neither feedback nor models nor Kafka. */
package dev.laurel.service;
