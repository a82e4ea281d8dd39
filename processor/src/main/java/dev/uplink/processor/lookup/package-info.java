/** What has to be asked of Bitbucket before an event can be decided. */
@NullMarked
package dev.uplink.processor.lookup;

import org.jspecify.annotations.NullMarked;
