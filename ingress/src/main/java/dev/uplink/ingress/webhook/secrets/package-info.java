/**
 * How the edge gets the secrets of an integration: PostgreSQL behind a cache that hears changes.
 */
@NullMarked
package dev.uplink.ingress.webhook.secrets;

import org.jspecify.annotations.NullMarked;
