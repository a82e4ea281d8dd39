/** What Bitbucket says: webhook bodies of both products, read into one set of events. */
@NullMarked
package dev.uplink.processor.event;

import org.jspecify.annotations.NullMarked;
