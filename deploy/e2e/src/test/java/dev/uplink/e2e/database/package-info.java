/** What the services' statements need in PostgreSQL, and whether that is what they are granted. */
@NullMarked
package dev.uplink.e2e.database;

import org.jspecify.annotations.NullMarked;
