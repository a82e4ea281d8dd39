/** How many webhooks ingress accepts, beside a bare server. */
@NullMarked
package dev.uplink.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
