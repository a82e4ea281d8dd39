package dev.uplink.local.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Faults that were told over HTTP; of several that fit a call the first happens. */
final class Faults {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<ToldFault> told = new CopyOnWriteArrayList<>();

  /** Adds one, or ends all. */
  SandboxResponse answer(SandboxRequest request) {
    return switch (request.method()) {
      case "POST" -> add(request.body());
      case "DELETE" -> {
        told.clear();
        yield SandboxResponse.noContent();
      }
      default -> SandboxResponse.cloudError(405, "Expected POST or DELETE");
    };
  }

  /** What happens to this call; each happens as often as was told. */
  Optional<ToldFault> happening(SandboxRequest call) {
    for (ToldFault fault : told) {
      if (fault.fits(call) && fault.happens()) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  private SandboxResponse add(String body) {
    try {
      JsonNode json = MAPPER.readTree(body);
      told.add(ToldFault.of(json));
      return SandboxResponse.of(
          200, JsonNodeFactory.instance.objectNode().put("faults", told.size()));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return SandboxResponse.cloudError(400, String.valueOf(e.getMessage()));
    }
  }
}
