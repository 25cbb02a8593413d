package web

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// statement is the licences used in a month, as the API has it.
type statement struct {
	Month string `json:"month"`
	Days  []struct {
		Day  string `json:"day"`
		Most int    `json:"most"`
	} `json:"days"`
	UserDays int `json:"user_days"`
	Price    struct {
		MonthlyCents int64  `json:"monthly_cents"`
		Currency     string `json:"currency"`
	} `json:"price"`
	Cents    int64 `json:"cents"`
	Complete bool  `json:"complete"`
}

// Most is the most users that were enabled on a day of the month.
func (s statement) Most() int {
	most := 0
	for _, d := range s.Days {
		most = max(most, d.Most)
	}
	return most
}

// invoices shows the months there is a statement of.
func (v *visit) invoices() error {
	var list struct {
		Invoices []statement `json:"invoices"`
	}
	if err := v.api.get("/invoices", &list); err != nil {
		return err
	}
	return v.show("invoices", v.say("Invoices"), list.Invoices)
}

// invoice shows one month, day by day.
func (v *visit) invoice() error {
	var s statement
	if err := v.api.get("/invoices/"+url.PathEscape(v.r.PathValue("month")), &s); err != nil {
		return err
	}
	return v.show("invoice", v.month(s.Month), s)
}

// month writes "2026-11" as its reader says it; what is no month as it is.
func (v *visit) month(month string) string { return v.web.month(v.language, month) }

func (w *Web) month(language, month string) string {
	at, err := time.Parse("2006-01", month)
	if err != nil {
		return month
	}
	return fmt.Sprintf("%s %d", w.languages.printers[language].Sprintf(string(months()[at.Month()-1])), at.Year())
}

// money writes an amount in hundredths of a currency.
func (w *Web) money(language string, cents int64, currency string) string {
	return w.languages.printers[language].Sprintf("%.2f\u202f%s", float64(cents)/100, currency)
}

// price writes an amount as the API has it, such as "4.90", as the reader's language does; what is none stays as it is.
func (w *Web) price(language, amount, currency string) string {
	cents, err := strconv.ParseInt(strings.Replace(amount, ".", "", 1), 10, 64)
	if whole, part, _ := strings.Cut(amount, "."); err != nil || whole == "" || len(part) != 2 {
		return amount + "\u202f" + currency
	}
	return w.money(language, cents, currency)
}

func months() []words {
	return []words{
		"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
	}
}
