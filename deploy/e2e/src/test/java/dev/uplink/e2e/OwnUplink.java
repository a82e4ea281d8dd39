package dev.uplink.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test class with an Uplink of its own, which nobody else sees: it runs beside the classes that
 * share one, so that one waits while the other works. The lock lets no two of these run at once,
 * and makes the tests of each come one after the other.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("an Uplink beside the shared one")
public @interface OwnUplink {}
