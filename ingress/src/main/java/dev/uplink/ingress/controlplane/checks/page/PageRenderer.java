package dev.uplink.ingress.controlplane.checks.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** From pages to HTML, by templates that escape whatever they are given. */
final class PageRenderer {
  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(
          null,
          ContentType.Html,
          PageRenderer.class.getClassLoader(),
          PageRenderer.class.getPackageName());

  private final PageAssets assets;

  PageRenderer(PageAssets assets) {
    this.assets = assets;
  }

  RenderedPage render(CommitPage page) {
    return render("page.jte", Map.of("page", page, "assets", assets));
  }

  /** Says something instead of a page. */
  RenderedPage message(String title, String text) {
    return render("message.jte", Map.of("title", title, "text", text, "assets", assets));
  }

  private RenderedPage render(String template, Map<String, Object> parameters) {
    StringOutput output = new StringOutput();
    templates.render(template, parameters, output);
    return RenderedPage.of(output.toString());
  }
}
