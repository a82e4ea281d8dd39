/** Tests. */
@NullMarked
package dev.uplink.notifier.bitbucket.reader;

import org.jspecify.annotations.NullMarked;
