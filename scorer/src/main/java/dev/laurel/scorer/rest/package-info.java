/** Rewards over HTTP, in our own form and in the forms of OpenRLHF and vLLM. */
package dev.laurel.scorer.rest;
