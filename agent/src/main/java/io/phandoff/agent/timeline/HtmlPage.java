// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.timeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** The page: {@code timeline.html} of the jar with the data in the place of a mark. It loads nothing from anywhere. */
final class HtmlPage {
    private static final String DATA = "/*DATA*/";

    private HtmlPage() {}

    static void write(Timeline timeline, String title, Writer writer) throws IOException {
        String page = template();
        int mark = page.indexOf(DATA);
        writer.write(page, 0, mark);
        new PageData(new Json(writer), timeline).write(title);
        writer.write(page, mark + DATA.length(), page.length() - mark - DATA.length());
    }

    private static String template() throws IOException {
        try (InputStream in = HtmlPage.class.getResourceAsStream("timeline.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
