/** Probes against a fake Bitbucket. */
@NullMarked
package dev.uplink.notifier.probe;

import org.jspecify.annotations.NullMarked;
