// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The file that {@code phandoff.config} names, in the format of {@link java.util.Properties}, in UTF-8. */
final class ConfigFile {

    static final int MAX_BYTES = 1 << 20;

    private ConfigFile() {}

    /**
     * Reads the file. Never throws: a file that cannot be read is one warning, and nothing is set.
     *
     * @param config the setting that names it
     * @param warnings gets a line for what is wrong
     */
    static List<Setting> read(Setting config, List<String> warnings) {
        String path = config.value().trim();
        String wrong;
        try {
            return PropertiesLines.settings(path, text(path), warnings);
        } catch (CharacterCodingException e) {
            wrong = "not UTF-8";
        } catch (IOException | SecurityException e) {
            wrong = e.getMessage();
        }
        warnings.add("config-unreadable file=\"" + path + "\" source=" + config.source() + " cause=\"" + wrong
                + "\" using=\"the other sources\"");
        return List.of();
    }

    private static String text(String path) throws IOException {
        File file = new File(path);
        // A pipe would hold the program's start up for as long as nobody writes.
        if (file.exists() && !file.isFile()) {
            throw new IOException("not a file");
        }
        byte[] bytes;
        try (InputStream in = new FileInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IOException("longer than " + MAX_BYTES + " bytes");
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
