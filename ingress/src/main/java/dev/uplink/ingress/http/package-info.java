/**
 * What both ports take for HTTP: stricter than the server itself, where leniency would be a hole.
 */
@NullMarked
package dev.uplink.ingress.http;

import org.jspecify.annotations.NullMarked;
