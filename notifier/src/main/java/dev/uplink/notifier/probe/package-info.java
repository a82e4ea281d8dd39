/** Questions to integrations' Bitbuckets that somebody waits for, and their answers. */
@NullMarked
package dev.uplink.notifier.probe;

import org.jspecify.annotations.NullMarked;
