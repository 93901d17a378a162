/** What every service is made of. Knows no domain: neither feedback nor models. */
package dev.laurel.service;
