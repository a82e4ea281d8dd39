package dev.uplink.ingress.controlplane.delivery.story;

import dev.uplink.ingress.controlplane.access.Caller;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** One delivery over HTTP, with all that is known of it. */
@Controller("/api/v1/deliveries")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StoryController {
  private final Stories stories;

  StoryController(Stories stories) {
    this.stories = stories;
  }

  @Get("/{id}")
  ToldDelivery get(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
    return stories.get(caller, id);
  }
}
