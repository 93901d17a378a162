/** How far judges agree. Pure arithmetic that commands and services share. */
package dev.laurel.schema.agreement;
