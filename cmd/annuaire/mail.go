package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"annuaire/cmd/annuaire/config"
	"annuaire/provisioning/mail"
)

func (p *program) mailCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "mail",
		Short: "Try the mail server of the configuration",
		Args:  exactly(0),
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(p.mailTestCommand())
	return c
}

func (p *program) mailTestCommand() *cobra.Command {
	var language string
	c := &cobra.Command{
		Use:   "test ADDRESS",
		Short: "Send a test message, with the configuration's [mail]",
		Args:  exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			configuration, err := p.configuration()
			if err != nil {
				return err
			}
			name := configuration.Directory.Name
			if name == "" {
				name = "annuaire"
			}
			mailer, err := newMailer(configuration, func() string { return name })
			if err != nil {
				return err
			}
			if err := mailer.Test(c.Context(), mail.Recipient{Email: args[0], Language: language}); err != nil {
				return err
			}
			fmt.Fprintf(p.stdout, "%s has accepted the message to %s.\n", configuration.Mail.SMTP, args[0])
			return nil
		},
	}
	c.Flags().StringVar(&language, "language", "", "`fr` or en (default: the directory's)")
	return c
}

// newMailer makes what writes to people of [mail]. Its errors name the key that is wrong or missing, and never the password.
func newMailer(c config.Config, directoryName func() string) (*mail.Mailer, error) {
	m := c.Mail
	if m.SMTP == "" {
		return nil, c.Problem("mail.smtp", errors.New(`is missing: want the mail server's name and port, such as "mail.example.com:587"`))
	}
	password := ""
	if m.PasswordFile != "" {
		content, err := os.ReadFile(m.PasswordFile)
		if err != nil {
			return nil, c.Problem("mail.password_file", err)
		}
		if password = strings.TrimRight(string(content), "\r\n"); password == "" {
			return nil, c.Problem("mail.password_file", fmt.Errorf("%s is empty", m.PasswordFile))
		}
	}
	mailer, err := mail.New(mail.Options{
		Server: m.SMTP, From: m.From, Security: m.Security, Username: m.Username, Password: password,
		Directory: directoryName, Language: c.Directory.Language,
	})
	if err != nil {
		return nil, fmt.Errorf("[mail]: %w", err)
	}
	return mailer, nil
}
