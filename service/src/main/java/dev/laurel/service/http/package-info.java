/** The door of every service: who may call, how long a caller may take, and how much of everything there is for all of them. */
package dev.laurel.service.http;
