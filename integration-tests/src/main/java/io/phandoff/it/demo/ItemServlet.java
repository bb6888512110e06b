// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.demo;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Reads an item from the database, asks the slow service about it, answers with both. */
final class ItemServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient DataSource items;
    private final transient SlowService service;

    ItemServlet(DataSource items, int servicePort) {
        this.items = items;
        this.service = new SlowService(servicePort);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int id = Integer.parseInt(request.getParameter("id"));
        try {
            String item = find(id);
            response.setContentType("text/plain");
            response.getWriter().println(item + ", " + service.ask("stock of " + id));
        } catch (SQLException e) {
            throw new IOException("no item: id=" + id, e);
        }
    }

    private String find(int id) throws SQLException {
        try (Connection connection = items.getConnection();
                PreparedStatement query = connection.prepareStatement("select name, price from item where id = ?")) {
            query.setInt(1, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) + " at " + row.getInt(2) : "unknown item";
            }
        }
    }
}
