/** What a call of any route is made of: its body and fields read, its texts tokenised and scored with those of others, its refusals. */
package dev.laurel.scorer.rest.call;
