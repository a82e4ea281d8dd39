/**
 * API credentials: read from PostgreSQL, opened with the private key that only the notifier has.
 */
@NullMarked
package dev.uplink.notifier.credentials;

import org.jspecify.annotations.NullMarked;
