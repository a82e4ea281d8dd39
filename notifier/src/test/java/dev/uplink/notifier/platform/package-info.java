/** What the whole service needs around it in a test: a broker, a registry, a database. */
@NullMarked
package dev.uplink.notifier.platform;

import org.jspecify.annotations.NullMarked;
