/** The pages about topics, written from the catalogue and the schemas. */
@NullMarked
package dev.uplink.schemas.docs;

import org.jspecify.annotations.NullMarked;
