// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.events;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A headless Chromium with one page, driven by its debugging protocol over the loopback interface. */
final class Browser implements AutoCloseable {
    private static final long LIMIT_SECONDS = 60;
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/");
    private static final Pattern PAGE =
            Pattern.compile("\"type\": \"page\",.*?\"webSocketDebuggerUrl\": \"([^\"]+)\"", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("\"value\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern DATA = Pattern.compile("\"data\":\"([^\"]*)\"");

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private int commands;

    /** The executable, if there is one. */
    static Optional<String> find() {
        for (String directory : System.getenv("PATH").split(File.pathSeparator, -1)) {
            for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
                File file = new File(directory, name);
                if (file.canExecute()) {
                    return Optional.of(file.getPath());
                }
            }
        }
        return Optional.empty();
    }

    Browser(String executable, Path profile, URI page) throws Exception {
        List<String> command = new ArrayList<>(List.of(executable, "--headless", "--no-sandbox", "--disable-gpu"));
        command.addAll(List.of("--disable-quic", "--no-first-run", "--disable-background-networking"));
        command.addAll(List.of("--disable-component-update", "--disable-sync", "--window-size=1280,1400"));
        command.addAll(List.of("--remote-debugging-port=0", "--user-data-dir=" + profile, page.toString()));
        process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            HttpClient client = HttpClient.newHttpClient();
            socket = client.newWebSocketBuilder()
                    .buildAsync(pageOf(client, address()), new Listener())
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    private String address() throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        StringBuilder all = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            all.append(line).append('\n');
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                Thread drain = new Thread(() -> lines.lines().forEach(rest -> {}), "browser-errors");
                drain.setDaemon(true);
                drain.start();
                return listening.group(1);
            }
        }
        throw new IOException("browser does not listen:\n" + all);
    }

    private static URI pageOf(HttpClient client, String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/json/list"))
                .build();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (System.nanoTime() < end) {
            Matcher page = PAGE.matcher(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
            if (page.find()) {
                return URI.create(page.group(1));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IOException("browser has no page: address=" + address);
    }

    /** The text that an expression gives. */
    String evaluate(String expression) throws InterruptedException {
        String quoted = expression.replace("\\", "\\\\").replace("\"", "\\\"");
        String answer = send("Runtime.evaluate", "{\"expression\":\"String(" + quoted + ")\"}");
        Matcher value = VALUE.matcher(answer);
        if (!value.find() || answer.contains("exceptionDetails")) {
            throw new IllegalStateException("expression failed: " + expression + "\n" + answer);
        }
        return value.group(1).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
    }

    /** Waits until an expression gives a text. */
    void await(String expression, String text) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!evaluate(expression).equals(text)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not so in time: " + expression + " (expected: " + text + ")");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    void click(double x, double y) throws InterruptedException {
        mouse("mousePressed", x, y, ",\"button\":\"left\",\"clickCount\":1");
        mouse("mouseReleased", x, y, ",\"button\":\"left\",\"clickCount\":1");
    }

    void wheel(double x, double y, int delta) throws InterruptedException {
        mouse("mouseWheel", x, y, ",\"deltaX\":0,\"deltaY\":" + delta);
    }

    private void mouse(String type, double x, double y, String more) throws InterruptedException {
        send("Input.dispatchMouseEvent", "{\"type\":\"" + type + "\",\"x\":" + x + ",\"y\":" + y + more + "}");
    }

    byte[] screenshot() throws InterruptedException {
        Matcher data = DATA.matcher(send("Page.captureScreenshot", "{}"));
        if (!data.find()) {
            throw new IllegalStateException("no screenshot");
        }
        return Base64.getDecoder().decode(data.group(1));
    }

    private String send(String method, String parameters) throws InterruptedException {
        int id = ++commands;
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true)
                .join();
        while (true) {
            String message = messages.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new IllegalStateException("no answer: method=" + method);
            }
            if (message.startsWith("{\"id\":" + id + ",")) {
                return message;
            }
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                messages.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
