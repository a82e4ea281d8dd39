package dev.uplink.ingress.controlplane.checks.page;

import dev.uplink.ingress.controlplane.problem.Refused;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/**
 * The page that statuses link to. It asks for no token: whoever sees the commit at Bitbucket sees
 * the link, and nobody can guess one. That a page is not there is said in the same words whatever
 * was asked for.
 */
@Controller("/checks")
@Produces(MediaType.ALL) // also to those who want HTML and nothing else
@ExecuteOn(TaskExecutors.BLOCKING)
final class CommitPageController {
  private static final MediaType HTML = MediaType.of("text/html; charset=utf-8");
  private static final String PAGE_ID = "[0-9A-Za-z_-]{16,128}";
  private static final int SECONDS_UNTIL_NEXT = 5;

  private final CommitPages pages;
  private final PageAssets assets = PageAssets.load();
  private final RenderedPage none;
  private final RenderedPage busy;

  CommitPageController(CommitPages pages) {
    this.pages = pages;
    PageRenderer renderer = new PageRenderer(assets);
    this.none =
        renderer.message(
            "No such page",
            "There are no runs here. Perhaps the address is not complete, or the commit is so old"
                + " that its runs were forgotten: they are kept for 30 days after their last"
                + " change.");
    this.busy =
        renderer.message(
            "Not now", "The runs of this commit cannot be shown at the moment. Try again soon.");
  }

  @Get("/{pageId}")
  HttpResponse<?> page(
      String pageId,
      @QueryValue @Nullable String group,
      @QueryValue @Nullable String state,
      @QueryValue @Nullable String page,
      @Header(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
    if (!pageId.matches(PAGE_ID)) {
      return answer(HttpStatus.NOT_FOUND, none);
    }
    try {
      return PagePart.of(group, state, page)
          .flatMap(part -> pages.find(pageId, part))
          .<HttpResponse<?>>map(found -> answer(found, known))
          .orElseGet(() -> answer(HttpStatus.NOT_FOUND, none));
    } catch (Refused e) {
      return answer(HttpStatus.SERVICE_UNAVAILABLE, busy)
          .header(HttpHeaders.RETRY_AFTER, String.valueOf(SECONDS_UNTIL_NEXT));
    }
  }

  private HttpResponse<?> answer(RenderedPage page, @Nullable String known) {
    boolean isKnown = known != null && page.isAmong(known);
    MutableHttpResponse<?> response =
        isKnown ? guarded(HttpResponse.notModified()) : answer(HttpStatus.OK, page);
    return response.header(HttpHeaders.ETAG, page.tag());
  }

  private MutableHttpResponse<?> answer(HttpStatus status, RenderedPage page) {
    return guarded(HttpResponse.status(status).body(page.html()).contentType(HTML));
  }

  /** The address is what lets one in: nothing may carry it away, and nothing may be slipped in. */
  private MutableHttpResponse<?> guarded(MutableHttpResponse<?> response) {
    return response
        .header("Content-Security-Policy", assets.policy())
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex, nofollow")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
