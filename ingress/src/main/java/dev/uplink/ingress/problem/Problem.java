package dev.uplink.ingress.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error answer (RFC 9457).
 *
 * @param type always {@code about:blank}: the code, not a URI, tells problems apart
 * @param title the status in words
 * @param code stable, for programs; every one is in the README
 * @param detail for people; may change
 * @param field which field of the request's body is meant, where one is
 * @param reason in the decision's own word, why a run was refused, where one was
 * @param targets the stacks and modules that are in the way, where some are; not always all
 */
@Introspected
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    String code,
    String detail,
    @Nullable String field,
    @Nullable String reason,
    @Nullable List<Target> targets) {

  /** A stack or module that is in the way. */
  @Introspected
  public record Target(String id, String kind, String slug) {}

  public static Problem of(HttpStatus status, String code, String detail) {
    return new Problem(
        "about:blank", status.getReason(), status.getCode(), code, detail, null, null, null);
  }

  public Problem withField(String name) {
    return new Problem(type, title, status, code, detail, name, reason, targets);
  }

  /** The decision's word; its enum, as the topics have it, is open. */
  public Problem withReason(String word) {
    return new Problem(type, title, status, code, detail, field, word, targets);
  }

  public Problem withTargets(List<Target> inTheWay) {
    return new Problem(type, title, status, code, detail, field, reason, List.copyOf(inTheWay));
  }

  public MutableHttpResponse<Problem> toResponse() {
    return HttpResponse.<Problem>status(HttpStatus.valueOf(status))
        .body(this)
        .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
  }
}
